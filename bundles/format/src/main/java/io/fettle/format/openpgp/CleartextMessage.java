package io.fettle.format.openpgp;

import io.fettle.format.FormatException;
import java.io.ByteArrayOutputStream;

/**
 * A cleartext signed message (RFC 4880, section 7) taken apart, not verified. Stricter than gpg: anything before, between
 * or after that two readers could take differently is refused, and what is parsed later is the very text that is hashed.
 */
public final class CleartextMessage {

    /** Largest message accepted; the biggest InRelease files known have 0.5 MB. */
    public static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final String BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----";
    private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";

    private final byte[] canonical;
    private final byte[] payload;
    private final byte[] signature;

    private CleartextMessage(byte[] canonical, byte[] payload, byte[] signature) {
        this.canonical = canonical;
        this.payload = payload;
        this.signature = signature;
    }

    public static CleartextMessage split(byte[] message, String what) throws FormatException {
        if (message.length > MAX_BYTES) {
            throw new FormatException(what, "longer than the " + MAX_BYTES + " bytes allowed");
        }
        return new Splitter(message, what).split();
    }

    /** The text as it stands there; nobody vouches for it. */
    public byte[] unverifiedText() {
        return payload.clone();
    }

    /** What the signatures cover: lines joined by CR LF, without the last line end. */
    byte[] canonical() {
        return canonical;
    }

    /** The same lines, each ended by LF. */
    byte[] payload() {
        return payload;
    }

    byte[] armoredSignature() {
        return signature;
    }

    private static final class Splitter {

        private final byte[] message;
        private final String what;
        private int position;
        private int lineStart;
        private int lineEnd;

        Splitter(byte[] message, String what) {
            this.message = message;
            this.what = what;
        }

        CleartextMessage split() throws FormatException {
            // 1. The header line is the very first thing.
            nextLine();
            if (!lineIs(BEGIN)) {
                throw new FormatException(what, "does not start with " + BEGIN);
            }
            // 2. Only Hash headers, then one empty line (7, "zero or more Hash armor headers").
            nextLine();
            while (lineEnd > lineStart) {
                if (!isHashHeader()) {
                    throw new FormatException(what, "a header other than Hash before the text");
                }
                nextLine();
            }
            // 3. The dash-escaped text (7.1).
            ByteArrayOutputStream canonical = new ByteArrayOutputStream(message.length);
            ByteArrayOutputStream payload = new ByteArrayOutputStream(message.length);
            boolean first = true;
            for (nextLine(); !lineIs(SIGNATURE); nextLine()) {
                unescape();
                int end = withoutTrailingBlanks();
                if (!first) {
                    canonical.write('\r');
                    canonical.write('\n');
                }
                first = false;
                canonical.write(message, lineStart, end - lineStart);
                payload.write(message, lineStart, end - lineStart);
                payload.write('\n');
            }
            // 4. The armored signature and nothing behind it; Armor.decodeOnly sees to the latter.
            byte[] signature = new byte[message.length - lineStart];
            System.arraycopy(message, lineStart, signature, 0, signature.length);
            return new CleartextMessage(canonical.toByteArray(), payload.toByteArray(), signature);
        }

        /** Steps to the next line, without its LF or CR LF. */
        private void nextLine() throws FormatException {
            if (position >= message.length) {
                throw new FormatException(what, "ends before a signature begins");
            }
            lineStart = position;
            int i = position;
            while (i < message.length && message[i] != '\n') {
                i++;
            }
            position = i + 1;
            lineEnd = i > lineStart && message[i - 1] == '\r' ? i - 1 : i;
        }

        private void unescape() throws FormatException {
            if (lineEnd == lineStart || message[lineStart] != '-') {
                return;
            }
            if (lineEnd - lineStart < 2 || message[lineStart + 1] != ' ') {
                throw new FormatException(what, "a line of the text starts with an unescaped dash");
            }
            lineStart += 2;
        }

        /**
         * Trailing blanks are not signed (7.1). A carriage return within a line is refused: text signatures hash every
         * line end alike, so it could stand where the signer had a line end.
         */
        private int withoutTrailingBlanks() throws FormatException {
            int end = lineEnd;
            while (end > lineStart && isBlank(message[end - 1])) {
                end--;
            }
            for (int i = lineStart; i < end; i++) {
                if (message[i] == '\r') {
                    throw new FormatException(what, "a carriage return within a line");
                }
            }
            return end;
        }

        private static boolean isBlank(byte b) {
            return b == ' ' || b == '\t' || b == '\r';
        }

        private boolean lineIs(String expected) {
            if (lineEnd - lineStart != expected.length()) {
                return false;
            }
            return startsWith(expected);
        }

        private boolean startsWith(String expected) {
            for (int i = 0; i < expected.length(); i++) {
                if (lineStart + i >= lineEnd || message[lineStart + i] != expected.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        private boolean isHashHeader() {
            if (!startsWith("Hash: ")) {
                return false;
            }
            for (int i = lineStart + 6; i < lineEnd; i++) {
                byte b = message[i];
                boolean allowed = (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == ',' || b == ' ' || b == '-';
                if (!allowed) {
                    return false;
                }
            }
            return true;
        }
    }
}
