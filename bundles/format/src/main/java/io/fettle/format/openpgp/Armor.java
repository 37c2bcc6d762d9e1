package io.fettle.format.openpgp;

import io.fettle.format.FormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** ASCII armor (RFC 4880, 6.2), decoded strictly and block by block. */
final class Armor {

    static final String SIGNATURE = "PGP SIGNATURE";
    static final String PUBLIC_KEY = "PGP PUBLIC KEY BLOCK";

    private static final int CRC24_INIT = 0xb704ce;
    private static final int CRC24_POLYNOMIAL = 0x1864cfb;

    private final String label;
    private final String what;

    Armor(String label, String what) {
        this.label = label;
        this.what = what;
    }

    /** Packets never start with a hyphen, armored text never with a set high bit. */
    static boolean looksBinary(byte[] data) {
        return data.length > 0 && (data[0] & 0x80) != 0;
    }

    /** All blocks of the label; text between them is passed over, other blocks are refused. */
    List<byte[]> decodeAll(byte[] text, int maxBlocks) throws FormatException {
        List<byte[]> blocks = new ArrayList<>();
        String[] lines = lines(text);
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].startsWith("-----BEGIN ")) {
                continue;
            }
            if (blocks.size() == maxBlocks) {
                throw new FormatException(what, "more than " + maxBlocks + " armored blocks");
            }
            int end = endOf(lines, i);
            blocks.add(decode(lines, i, end));
            i = end;
        }
        return blocks;
    }

    /** Exactly one block and, blank lines aside, nothing else. */
    byte[] decodeOnly(byte[] text) throws FormatException {
        String[] lines = lines(text);
        int end = endOf(lines, 0);
        for (int i = end + 1; i < lines.length; i++) {
            if (!lines[i].isEmpty()) {
                throw new FormatException(what, "something follows the end of the signature");
            }
        }
        return decode(lines, 0, end);
    }

    private static String[] lines(byte[] text) {
        String[] lines = new String(text, StandardCharsets.ISO_8859_1).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            lines[i] = withoutTrailingBlanks(lines[i]);
        }
        return lines;
    }

    private static String withoutTrailingBlanks(String line) {
        int end = line.length();
        while (end > 0 && " \t\r".indexOf(line.charAt(end - 1)) >= 0) {
            end--;
        }
        return line.substring(0, end);
    }

    private int endOf(String[] lines, int begin) throws FormatException {
        if (!lines[begin].equals("-----BEGIN " + label + "-----")) {
            throw new FormatException(what, "expected -----BEGIN " + label + "-----");
        }
        for (int i = begin + 1; i < lines.length; i++) {
            if (lines[i].equals("-----END " + label + "-----")) {
                return i;
            }
            if (lines[i].startsWith("-")) {
                break;
            }
        }
        throw new FormatException(what, "the armored block has no end");
    }

    private byte[] decode(String[] lines, int begin, int end) throws FormatException {
        int i = begin + 1;
        while (i < end && lines[i].indexOf(": ") > 0) {
            i++;
        }
        if (i == end || !lines[i].isEmpty()) {
            throw new FormatException(what, "no empty line after the armor's headers");
        }
        StringBuilder base64 = new StringBuilder();
        String checksum = "";
        for (i++; i < end; i++) {
            if (!checksum.isEmpty()) {
                throw new FormatException(what, "something follows the armor's checksum");
            }
            if (lines[i].startsWith("=")) {
                checksum = lines[i].substring(1);
            } else {
                base64.append(lines[i]);
            }
        }
        byte[] data = base64(base64.toString());
        if (!checksum.isEmpty() && crc24(data) != crcValue(checksum)) {
            throw new FormatException(what, "the armor's checksum differs");
        }
        return data;
    }

    private byte[] base64(String text) throws FormatException {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new FormatException(what, "the armor is no base64", e);
        }
    }

    private int crcValue(String checksum) throws FormatException {
        byte[] crc = base64(checksum);
        if (crc.length != 3) {
            throw new FormatException(what, "the armor's checksum has not three bytes");
        }
        return (crc[0] & 0xff) << 16 | (crc[1] & 0xff) << 8 | (crc[2] & 0xff);
    }

    private static int crc24(byte[] data) {
        int crc = CRC24_INIT;
        for (byte b : data) {
            crc ^= (b & 0xff) << 16;
            for (int bit = 0; bit < 8; bit++) {
                crc <<= 1;
                if ((crc & 0x1000000) != 0) {
                    crc ^= CRC24_POLYNOMIAL;
                }
            }
        }
        return crc & 0xffffff;
    }
}
