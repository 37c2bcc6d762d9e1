package io.fettle.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The first way in for the admin. */
final class OneTimePassword {
    private OneTimePassword() {}

    /** A password for an admin who has none of their own yet; given out once for an instance, then only on demand. */
    static Optional<String> forFirstLogin(Api api, Instance instance) {
        Path given = instance.state("one-time-password-given");
        if (Files.exists(given)) {
            return Optional.empty();
        }
        for (JsonNode account : api.get("/api/v1/accounts").path("items")) {
            if (account.path("name").asText().equals("admin")
                    && !account.path("passwordSet").asBoolean()) {
                String password = create(api, "admin");
                remember(given);
                return Optional.of(password);
            }
        }
        return Optional.empty();
    }

    private static void remember(Path given) {
        try {
            Files.writeString(given, "It was shown by fettle up; fettle reset-password makes another one.\n");
        } catch (IOException e) {
            throw new LauncherException("cannot write " + given, e);
        }
    }

    static String create(Api api, String name) {
        return api.post(
                        "/api/v1/accounts/" + name + "/one-time-password",
                        Api.json().createObjectNode())
                .path("password")
                .asText();
    }
}
