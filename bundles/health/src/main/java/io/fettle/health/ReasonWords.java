package io.fettle.health;

import io.fettle.api.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/** Says in words why a check fails; a plug-in's own code stands for itself. Immutable. */
final class ReasonWords {
    private final Properties sentences = new Properties();

    private ReasonWords() {}

    static ReasonWords load() {
        ReasonWords words = new ReasonWords();
        try (InputStream in = ReasonWords.class.getResourceAsStream("reasons.properties")) {
            if (in == null) {
                throw new IllegalStateException("reasons.properties is not in the bundle; build it again");
            }
            words.sentences.load(in);
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String of(Reason reason) {
        String sentence = sentences.getProperty(reason.code());
        if (sentence == null) {
            return reason.parameters().isEmpty() ? reason.code() : reason.code() + ' ' + reason.parameters();
        }
        for (Map.Entry<String, String> parameter : reason.parameters().entrySet()) {
            sentence = sentence.replace('{' + parameter.getKey() + '}', parameter.getValue());
        }
        return sentence.replaceAll("\\p{Cntrl}", " ");
    }
}
