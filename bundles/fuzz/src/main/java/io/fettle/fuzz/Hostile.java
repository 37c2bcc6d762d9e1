package io.fettle.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** What nobody means well with, made when it is needed: pieces to put into good input, and bombs. */
public final class Hostile {
    private static final int LONG = 1 << 17;
    private static final int DEEP = 10_000;

    /** Markup that expands, reads files or names classes, numbers that are none, paths that leave their place. */
    private static final List<String> WORDS = List.of(
            "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>",
            "&b;&c;",
            "\"a\":1,\"a\":2,",
            "\"@class\":\"java.lang.Runtime\",",
            "!!java.lang.Runtime []",
            "&a [*a,*a]",
            "../../../etc/passwd",
            "%n%s${x}",
            "-1",
            "0x7fffffff",
            "-9223372036854775809",
            "99999999999999999999999999999999",
            "1e999999999",
            "NaN",
            "\u2028\u202e\ufeff\ufffd",
            "\u0661\ud83d\ude00");

    private Hostile() {}

    /** In the middle of good input: whatever reads it declares what is wrong, or passes over it. */
    public static List<byte[]> pieces() {
        List<byte[]> pieces = new ArrayList<>();
        WORDS.forEach(word -> pieces.add(word.getBytes(StandardCharsets.UTF_8)));
        for (String control :
                List.of("\0", "\0\0\0\0\0\0\0\0", "\u0001\u0008\u001b[2J", "\r", "\r\n\r\n", "\n\n", "\t")) {
            pieces.add(control.getBytes(StandardCharsets.UTF_8));
        }
        // No UTF-8: a lone byte, one too long, half of a pair, beyond the last, cut off.
        for (String bytes : List.of(
                "\u00ff\u00fe",
                "\u0080",
                "\u00c0\u0080",
                "\u00ed\u00a0\u0080",
                "\u00f5\u0080\u0080\u0080",
                "\u00e2\u0082")) {
            pieces.add(bytes.getBytes(StandardCharsets.ISO_8859_1));
        }
        for (String deep : List.of("[", "{\"a\":", "<a>", "(", "- ")) {
            pieces.add(deep.repeat(DEEP).getBytes(StandardCharsets.US_ASCII));
        }
        for (String part : List.of("x", " ", "\n", "9", "\t", " x\n", "a: b\n\n")) {
            pieces.add(part.repeat(LONG / part.length()).getBytes(StandardCharsets.US_ASCII));
        }
        return pieces;
    }

    /** So many zeros, packed into a thousandth of it. */
    public static byte[] gzipBomb(long zeros) {
        return gzip(new RepeatedBytes("", n -> "\0".repeat(1 << 16), zeros >> 16, ""));
    }

    /** A bomb in a bomb: the outer one is small, too. */
    public static byte[] nestedGzipBomb(long zeros) {
        return gzip(new ByteArrayInputStream(gzipBomb(zeros)));
    }

    public static byte[] gzip(InputStream plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (plain;
                GZIPOutputStream out = new GZIPOutputStream(packed)) {
            plain.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
