package io.fettle.itests.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a machine needs for the lab. */
public final class Requirements {
    private static final List<Path> DIRECTORIES =
            List.of(Path.of("/usr/sbin"), Path.of("/usr/bin"), Path.of("/sbin"), Path.of("/bin"));
    /** Program to Debian package. */
    private static final Map<String, String> PROGRAMS = new LinkedHashMap<>();

    static {
        PROGRAMS.put("ip", "iproute2");
        PROGRAMS.put("tc", "iproute2");
        PROGRAMS.put("debootstrap", "debootstrap");
        PROGRAMS.put("dpkg-deb", "dpkg");
        PROGRAMS.put("apt-ftparchive", "apt-utils");
        PROGRAMS.put("gpg", "gnupg");
        PROGRAMS.put("unshare", "util-linux");
        PROGRAMS.put("nsenter", "util-linux");
        PROGRAMS.put("setpriv", "util-linux");
        PROGRAMS.put("setsid", "util-linux");
        PROGRAMS.put("mount", "mount");
        PROGRAMS.put("tar", "tar");
        PROGRAMS.put("nft", "nftables");
    }

    private Requirements() {}

    /** What is missing, in words; empty where the lab can be built. */
    public static List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (!"root".equals(System.getProperty("user.name"))) {
            missing.add("you must be root (it makes network namespaces and mounts)");
        }
        if (!Files.isRegularFile(Path.of("/etc/debian_version"))) {
            missing.add("this must be Debian or Ubuntu");
        }
        PROGRAMS.forEach((program, debianPackage) -> {
            if (DIRECTORIES.stream().noneMatch(d -> Files.isExecutable(d.resolve(program)))) {
                missing.add(program + " is missing (apt install " + debianPackage + ")");
            }
        });
        return missing;
    }
}
