package io.fettle.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the server said.
 *
 * @param asked method and path
 */
record Answer(String asked, int status, String body) {
    private static final int SHOWN = 500;

    /** @throws LauncherException with the server's own words where it refused */
    JsonNode json() {
        JsonNode json = parse();
        if (status / 100 != 2) {
            String code = json.path("code").asText("");
            String text = json.path("detail").asText(json.path("title").asText(body));
            throw new LauncherException(
                    asked + " answered " + status + (code.isEmpty() ? "" : " " + code) + ": " + oneLine(text));
        }
        return json;
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() > SHOWN ? line.substring(0, SHOWN) + " ..." : line;
    }

    private JsonNode parse() {
        try {
            return body.isBlank() ? Api.json().createObjectNode() : Api.json().readTree(body);
        } catch (JsonProcessingException e) {
            return Api.json().createObjectNode();
        }
    }

    /** The body for people to read; as it is where it is no JSON. */
    String pretty() {
        try {
            return body.isBlank() ? "" : Api.json().readTree(body).toPrettyString();
        } catch (JsonProcessingException e) {
            return body;
        }
    }
}
