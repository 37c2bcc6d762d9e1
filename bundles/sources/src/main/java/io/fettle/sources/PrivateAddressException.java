package io.fettle.sources;

import java.io.IOException;
import java.net.InetAddress;

/** A host has an address that is none of the internet's, and the admin did not allow that for this source. */
final class PrivateAddressException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String host;
    private final String address;

    PrivateAddressException(String host, InetAddress address) {
        super(host + " has the address " + address.getHostAddress() + ", which is not one of the internet");
        this.host = host;
        this.address = address.getHostAddress();
    }

    String host() {
        return host;
    }

    String address() {
        return address;
    }
}
