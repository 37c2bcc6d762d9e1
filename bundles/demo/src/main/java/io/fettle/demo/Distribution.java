package io.fettle.demo;

import java.util.List;

/** The operating systems of the fleet. Their suites are called {@code -demo}, so that nobody takes them for real ones. */
enum Distribution {
    DEBIAN("debian", "12", "bookworm", "Debian GNU/Linux 12 (bookworm)", "6.1.0-%d-amd64", "", "Debian 12") {
        @Override
        String version(String known) {
            return known;
        }
    },
    UBUNTU("ubuntu", "22.04", "jammy", "Ubuntu 22.04.5 LTS", "5.15.0-%d-generic", "ubuntu0.22.04", "Ubuntu 22.04") {
        @Override
        String version(String known) {
            return known.replaceFirst("[+~]deb12u[0-9]+$", "") + "ubuntu1";
        }
    };

    private static final String KNOWN_KERNEL = "6.1.0-56-amd64";
    private static final int NEWEST_KERNEL = 56;

    final String osId;
    final String osVersion;
    final String codename;
    final String osName;
    final String label;
    private final String kernel;
    private final String mark;

    Distribution(
            String osId, String osVersion, String codename, String osName, String kernel, String mark, String label) {
        this.osId = osId;
        this.osVersion = osVersion;
        this.codename = codename;
        this.osName = osName;
        this.kernel = kernel;
        this.mark = mark;
        this.label = label;
    }

    String suite() {
        return codename + "-demo";
    }

    String securitySuite() {
        return suite() + "-security";
    }

    List<String> suites() {
        return List.of(suite(), securitySuite());
    }

    /** How this distribution calls a version that Debian 12 has. */
    abstract String version(String known);

    /** What a version of its security suite ends in. */
    String updateMark(int number) {
        return "+" + mark + "demo" + number;
    }

    String packageName(String known) {
        return known.replace(KNOWN_KERNEL, kernel(0));
    }

    /** @param behind how many kernels ago */
    String kernel(int behind) {
        return String.format(kernel, NEWEST_KERNEL - behind);
    }
}
