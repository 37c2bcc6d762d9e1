package io.fettle.format.openpgp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Wraps packets into armor, without the optional checksum. */
final class TestArmor {

    private TestArmor() {}

    static String signature(byte[] packets) {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(packets);
        return "-----BEGIN PGP SIGNATURE-----\n\n" + base64 + "\n-----END PGP SIGNATURE-----\n";
    }
}
