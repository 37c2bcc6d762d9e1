package io.fettle.source.apt;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.source.SourceError;
import io.fettle.format.FormatException;
import io.fettle.format.openpgp.KeyRing;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an admin configured for one suite of one repository.
 *
 * @param uri ends with a slash
 * @param suite a flat repository's ends with a slash
 * @param components empty for a flat repository
 * @param fingerprints keys of the ring that count; empty for all
 * @param fingerprint of the settings as a whole, and of what is read under them: what was read under others has to be read
 *     again
 */
record AptSettings(
        URI uri,
        String suite,
        List<String> components,
        List<String> architectures,
        KeyRing keys,
        List<String> fingerprints,
        Digest fingerprint) {
    private static final int MAX_WORDS = 50;
    private static final int MAX_URI = 1_000;
    private static final Pattern SUITE = Pattern.compile("(?!.*(?:^|/)\\.\\.(?:/|$))[A-Za-z0-9._+~/-]{1,200}");
    private static final Pattern COMPONENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern ARCHITECTURE = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9A-Fa-f]{40}!?");
    private static final Set<String> SCHEMES = Set.of("http", "https", "file");

    static AptSettings parse(Map<String, String> settings) {
        URI uri = uri(required(settings, "uri"));
        String suite = required(settings, "suite");
        if (!SUITE.matcher(suite).matches() || suite.startsWith("/") || suite.contains("//")) {
            throw invalid("suite", "is no name of a suite");
        }
        boolean flat = suite.endsWith("/");
        List<String> components = words(settings, "components", COMPONENT, !flat);
        if (flat && !components.isEmpty()) {
            throw invalid("components", "must be empty for a flat repository (suite with a slash at the end)");
        }
        List<String> architectures = words(settings, "architectures", ARCHITECTURE, !flat);
        List<String> fingerprints = words(settings, "fingerprints", FINGERPRINT, false);
        byte[] keyring = keyring(required(settings, "keyring"));
        String all = String.join("\n", uri.toString(), suite, components + "", architectures + "", fingerprints + "");
        return new AptSettings(
                uri,
                suite,
                components,
                architectures,
                keys(keyring),
                fingerprints,
                Digest.of((all + Digest.of(keyring) + IndexImport.FACTS).getBytes(StandardCharsets.UTF_8)));
    }

    boolean flat() {
        return suite.endsWith("/");
    }

    /** What makes it the same source. */
    String identity() {
        return uri + " " + suite;
    }

    private static String required(Map<String, String> settings, String key) {
        String value = settings.getOrDefault(key, "").strip();
        if (value.isEmpty()) {
            throw invalid(key, "is missing");
        }
        return value;
    }

    private static URI uri(String text) {
        URI uri;
        try {
            uri = new URI(text.endsWith("/") ? text : text + "/").normalize();
        } catch (URISyntaxException e) {
            throw invalid("uri", "is no URI", e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme)) {
            throw invalid("uri", "must start with http:, https: or file:");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw invalid("uri", "must not have user information, query or fragment");
        }
        if (text.length() > MAX_URI) {
            throw invalid("uri", "is longer than " + MAX_URI + " characters");
        }
        boolean local = scheme.equals("file");
        boolean hasHost = uri.getHost() != null && !uri.getHost().isEmpty();
        if (local == hasHost || uri.getRawPath() == null) {
            throw invalid("uri", local ? "must look like file:/directory/" : "has no host");
        }
        return local ? URI.create("file:" + uri.getRawPath()) : withLowerCaseHost(uri, scheme);
    }

    private static URI withLowerCaseHost(URI uri, String scheme) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return URI.create(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + uri.getRawPath());
    }

    private static List<String> words(Map<String, String> settings, String key, Pattern form, boolean needed) {
        String value = settings.getOrDefault(key, "").strip();
        if (value.isEmpty()) {
            if (needed) {
                throw invalid(key, "is missing");
            }
            return List.of();
        }
        List<String> words = Arrays.stream(value.split("[\\s,]+")).distinct().toList();
        if (words.size() > MAX_WORDS
                || !words.stream().allMatch(word -> form.matcher(word).matches())) {
            throw invalid(key, "must be at most " + MAX_WORDS + " words of the usual form");
        }
        return words;
    }

    private static byte[] keyring(String text) {
        if (text.contains("-----BEGIN")) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
        try {
            return Base64.getDecoder().decode(text.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw invalid("keyring", "is neither armored keys nor base64 of binary ones", e);
        }
    }

    private static KeyRing keys(byte[] keyring) {
        try {
            return KeyRing.parse(keyring, "keyring");
        } catch (FormatException e) {
            throw invalid("keyring", "can't be read (" + e.getMessage() + ")", e);
        }
    }

    private static FettleException invalid(String key, String problem) {
        return invalid(key, problem, null);
    }

    private static FettleException invalid(String key, String problem, @Nullable Exception cause) {
        return new FettleException(SourceError.INVALID_SOURCE, "The setting \"" + key + "\" " + problem, cause);
    }
}
