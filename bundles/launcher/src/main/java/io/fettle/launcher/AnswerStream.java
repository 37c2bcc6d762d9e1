package io.fettle.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** An answer that has begun. For one reader. */
final class AnswerStream implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final int MAX_PROBLEM = 1 << 20;

    private final String asked;
    private final HttpResponse<InputStream> response;

    AnswerStream(String asked, HttpResponse<InputStream> response) {
        this.asked = asked;
        this.response = response;
    }

    int status() {
        return response.statusCode();
    }

    boolean isJson() {
        return response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("application/json"))
                .isPresent();
    }

    /** @throws LauncherException with the server's own words where it refused */
    void requireDone() throws IOException {
        if (status() / 100 != 2) {
            String problem = new String(response.body().readNBytes(MAX_PROBLEM), StandardCharsets.UTF_8);
            new Answer(asked, status(), problem.isBlank() ? withoutWords() : problem).json();
        }
    }

    private String withoutWords() {
        return response.headers()
                .firstValue("Location")
                .map(place -> "look at " + place)
                .orElse("the server said no more");
    }

    Answer whole() throws IOException {
        return new Answer(asked, status(), new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** Hands on what has come before it waits for more. */
    void copyTo(OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n = response.body().read(buffer); n >= 0; n = response.body().read(buffer)) {
            out.write(buffer, 0, n);
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
