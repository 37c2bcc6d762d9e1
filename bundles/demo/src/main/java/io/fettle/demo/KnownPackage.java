package io.fettle.demo;

import io.fettle.api.inventory.MultiArch;

/** @param roles letters of the roles whose computers have it, see {@link Role} */
record KnownPackage(
        String name, String source, String version, String arch, MultiArch multiArch, long size, String roles) {

    static KnownPackage parse(String line) {
        String[] words = line.split(" ");
        return new KnownPackage(
                words[0], words[1], words[2], words[3], multiArch(words[4]), Long.parseLong(words[5]), words[6]);
    }

    private static MultiArch multiArch(String letter) {
        return switch (letter) {
            case "S" -> MultiArch.SAME;
            case "F" -> MultiArch.FOREIGN;
            case "A" -> MultiArch.ALLOWED;
            default -> MultiArch.NO;
        };
    }
}
