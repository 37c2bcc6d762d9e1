package io.fettle.source.rpm;

import io.fettle.format.FormatException;
import io.fettle.format.SafeYaml;
import io.fettle.format.SafeYaml.Piece;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads modules.yaml: which packages each stream is made of. Everything else of it (profiles, defaults, dependencies) is
 * the computer's business.
 */
final class ModulesReader {
    static final int MAX_ARTIFACTS = 500_000;
    private static final long MAX_CHARACTERS = 64L << 20;
    private static final int MAX_NEVRA = 400;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,99}");

    private final SafeYaml yaml;
    private final String what;
    private final Map<String, String> streams = new HashMap<>();
    private long characters;

    private String document = "";
    private String name = "";
    private String stream = "";
    private List<String> artifacts = new ArrayList<>();

    private ModulesReader(SafeYaml yaml, String what) {
        this.yaml = yaml;
        this.what = what;
    }

    static Modules read(InputStream in, long maxBytes, String what) throws IOException {
        ModulesReader reader = new ModulesReader(SafeYaml.open(in, maxBytes, what), what);
        reader.read();
        return new Modules(reader.streams);
    }

    private void read() throws IOException {
        for (Piece piece = yaml.next(); piece != Piece.END_OF_STREAM; piece = yaml.next()) {
            if (piece == Piece.MAPPING) {
                document();
            } else {
                yaml.skip(piece);
            }
        }
    }

    private void document() throws IOException {
        document = "";
        name = "";
        stream = "";
        artifacts = new ArrayList<>();
        for (String key = key(); !key.isEmpty(); key = key()) {
            Piece value = yaml.next();
            if (key.equals("document") && value == Piece.SCALAR) {
                document = yaml.text();
            } else if (key.equals("data") && value == Piece.MAPPING) {
                data();
            } else {
                yaml.skip(value);
            }
        }
        if (document.equals("modulemd")
                && NAME.matcher(name).matches()
                && NAME.matcher(stream).matches()) {
            String full = name + ':' + stream;
            artifacts.forEach(nevra -> streams.putIfAbsent(nevra, full));
        }
    }

    private void data() throws IOException {
        for (String key = key(); !key.isEmpty(); key = key()) {
            Piece value = yaml.next();
            if (key.equals("name") && value == Piece.SCALAR) {
                name = yaml.text();
            } else if (key.equals("stream") && value == Piece.SCALAR) {
                stream = yaml.text();
            } else if (key.equals("artifacts") && value == Piece.MAPPING) {
                artifacts();
            } else {
                yaml.skip(value);
            }
        }
    }

    private void artifacts() throws IOException {
        for (String key = key(); !key.isEmpty(); key = key()) {
            Piece value = yaml.next();
            if (!key.equals("rpms") || value != Piece.SEQUENCE) {
                yaml.skip(value);
                continue;
            }
            for (Piece entry = yaml.next(); entry != Piece.END; entry = yaml.next()) {
                if (entry == Piece.SCALAR) {
                    artifact(yaml.text());
                } else {
                    yaml.skip(entry);
                }
            }
        }
    }

    private void artifact(String nevra) throws FormatException {
        characters += nevra.length();
        boolean many = streams.size() + artifacts.size() >= MAX_ARTIFACTS || characters > MAX_CHARACTERS;
        if (many || nevra.length() > MAX_NEVRA) {
            throw new FormatException(what, "more packages in modules than " + MAX_ARTIFACTS + ", or longer ones");
        }
        artifacts.add(nevra);
    }

    /** The next key of a mapping; empty at its end. Keys that are no words are passed over with their values. */
    private String key() throws IOException {
        while (true) {
            Piece piece = yaml.next();
            if (piece == Piece.END) {
                return "";
            }
            if (piece == Piece.SCALAR && !yaml.text().isEmpty()) {
                return yaml.text();
            }
            yaml.skip(piece);
            yaml.skip(yaml.next());
        }
    }
}
