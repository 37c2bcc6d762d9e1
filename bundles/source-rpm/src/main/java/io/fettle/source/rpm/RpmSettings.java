package io.fettle.source.rpm;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.source.SourceError;
import io.fettle.format.openpgp.KeyRing;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an admin configured for one repository.
 *
 * @param uri ends with a slash
 * @param repository its id on the computers; empty where nobody said
 * @param platform named as in OSV: {@code Rocky Linux:9}
 * @param keys who has to sign the list; empty where it need not be signed
 * @param fingerprints keys of the ring that count; empty for all
 * @param fingerprint of the settings as a whole: what was read under others has to be read again
 */
record RpmSettings(
        URI uri,
        String repository,
        String platform,
        Optional<KeyRing> keys,
        List<String> fingerprints,
        Digest fingerprint) {
    private static final int MAX_FINGERPRINTS = 50;
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:+-]{0,99}");
    private static final Pattern PLATFORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._+-]{0,79}:[A-Za-z0-9._+:-]{1,40}");
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9A-Fa-f]{40}!?");

    static RpmSettings parse(Map<String, String> settings) {
        URI uri = RepositoryRoot.parse(required(settings, "uri"));
        String repository = settings.getOrDefault("repository", "").strip();
        if (!repository.isEmpty() && !REPOSITORY.matcher(repository).matches()) {
            throw invalid("repository", "is no id of a repository, such as baseos");
        }
        String platform = required(settings, "platform");
        if (!PLATFORM.matcher(platform).matches()) {
            throw invalid("platform", "must be a name and a release, such as Rocky Linux:9");
        }
        String keyring = settings.getOrDefault("keyring", "").strip();
        boolean signed = flag(settings, "repo_gpgcheck", !keyring.isEmpty());
        if (signed && keyring.isEmpty()) {
            throw invalid("keyring", "is missing, and repo_gpgcheck is on");
        }
        boolean bare = uri.getScheme().equals("http") && !signed;
        if (bare && !flag(settings, "allow_unsigned_http", false)) {
            throw invalid(
                    "uri",
                    "is http: and nobody signs the list; use https:, or repo_gpgcheck with a keyring, or accept it with"
                            + " allow_unsigned_http=true");
        }
        List<String> fingerprints = fingerprints(settings);
        Optional<KeyRing> keys = signed ? Optional.of(Keyring.parse(keyring)) : Optional.empty();
        String all = String.join(
                "\n", uri.toString(), repository, platform, signed ? keyring : "", String.join(" ", fingerprints));
        return new RpmSettings(
                uri, repository, platform, keys, fingerprints, Digest.of(all.getBytes(StandardCharsets.UTF_8)));
    }

    /** What makes it the same source. */
    String identity() {
        return uri.toString();
    }

    private static List<String> fingerprints(Map<String, String> settings) {
        String value = settings.getOrDefault("fingerprints", "").strip();
        if (value.isEmpty()) {
            return List.of();
        }
        List<String> words = Arrays.stream(value.split("[\\s,]+")).distinct().toList();
        boolean formed =
                words.stream().allMatch(word -> FINGERPRINT.matcher(word).matches());
        if (!formed || words.size() > MAX_FINGERPRINTS) {
            throw invalid("fingerprints", "must be at most " + MAX_FINGERPRINTS + " of 40 hexadecimal digits each");
        }
        return words;
    }

    private static boolean flag(Map<String, String> settings, String key, boolean otherwise) {
        String value = settings.getOrDefault(key, "").strip().toLowerCase(Locale.ROOT);
        return switch (value) {
            case "" -> otherwise;
            case "true", "yes", "1", "on" -> true;
            case "false", "no", "0", "off" -> false;
            default -> throw invalid(key, "must be true or false");
        };
    }

    private static String required(Map<String, String> settings, String key) {
        String value = settings.getOrDefault(key, "").strip();
        if (value.isEmpty()) {
            throw invalid(key, "is missing");
        }
        return value;
    }

    static FettleException invalid(String key, String problem) {
        return new FettleException(SourceError.INVALID_SOURCE, "The setting \"" + key + "\" " + problem);
    }
}
