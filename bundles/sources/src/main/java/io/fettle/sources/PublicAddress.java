package io.fettle.sources;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Tells addresses of the internet from all others, after IANA's registries of special-purpose addresses. */
final class PublicAddress {
    private static final int V4 = 4;

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] bytes) {
        int a = bytes[0] & 0xff;
        int b = bytes[1] & 0xff;
        int c = bytes[2] & 0xff;
        boolean carrier = a == 100 && b >= 64 && b < 128;
        boolean protocols = a == 192 && b == 0 && c == 0;
        boolean documentation =
                (a == 192 && b == 0 && c == 2) || (a == 198 && b == 51 && c == 100) || (a == 203 && b == 0 && c == 113);
        boolean measurement = a == 198 && (b == 18 || b == 19);
        return a != 0 && a < 240 && !carrier && !protocols && !documentation && !measurement;
    }

    private static boolean isPublic6(byte[] bytes) {
        boolean translated = starts(bytes, 0x00, 0x64, 0xff, 0x9b) && zeros(bytes, 4, 12);
        if (translated) {
            return isInner(bytes, 12);
        }
        if (starts(bytes, 0x20, 0x02)) {
            return isInner(bytes, 2);
        }
        boolean documentation = starts(bytes, 0x20, 0x01, 0x0d, 0xb8);
        boolean tunnelled = starts(bytes, 0x20, 0x01, 0x00, 0x00);
        boolean allocated = (bytes[0] & 0xe0) == 0x20;
        return allocated && !documentation && !tunnelled;
    }

    /** An address that stands for an IPv4 address is as public as that one. */
    private static boolean isInner(byte[] bytes, int at) {
        try {
            return is(InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + V4)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an address", e);
        }
    }

    private static boolean starts(byte[] bytes, int... wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if ((bytes[i] & 0xff) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean zeros(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
