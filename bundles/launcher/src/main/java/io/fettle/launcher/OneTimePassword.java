package io.fettle.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The first way in for the admin. */
final class OneTimePassword {
    private OneTimePassword() {}

    /** A password for an admin who has none of their own yet and was given none in this way before. */
    static Optional<String> forFirstLogin(Api api) {
        for (JsonNode account : api.get("/api/v1/accounts").path("items")) {
            if (account.path("name").asText().equals("admin")
                    && !account.path("passwordSet").asBoolean()
                    && !account.path("oneTimePasswordGiven").asBoolean()) {
                return Optional.of(create(api, "admin"));
            }
        }
        return Optional.empty();
    }

    static String create(Api api, String name) {
        return api.post(
                        "/api/v1/accounts/" + name + "/one-time-password",
                        Api.json().createObjectNode())
                .path("password")
                .asText();
    }
}
