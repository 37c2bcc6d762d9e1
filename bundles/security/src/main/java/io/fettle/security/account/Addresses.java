package io.fettle.security.account;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.util.IPAddress;

/** What counts as one place: an IPv4 address, or an IPv6 network of 64 bits, since whoever has one address there has all. */
public final class Addresses {
    private static final int NETWORK_BYTES = 8;
    private static final int MAX = 64;

    private Addresses() {}

    public static String network(String address) {
        if (!IPAddress.isValid(address)) {
            return address.length() > MAX ? address.substring(0, MAX) : address;
        }
        try {
            // A literal: nothing is looked up.
            InetAddress literal = InetAddress.getByName(address);
            return literal instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(literal.getAddress(), NETWORK_BYTES))
                    : literal.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
