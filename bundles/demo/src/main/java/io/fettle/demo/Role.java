package io.fettle.demo;

/** What a computer is for; decides which packages it has beside the base. */
enum Role {
    WEB('w', "web", 25, 75),
    DATABASE('d', "db", 15, 75),
    FILES('f', "file", 12, 75),
    MAIL('m', "mail", 5, 65),
    CODE('c', "ci", 13, 45),
    LAPTOP('l', "lap", 30, 60);

    /** Packages of every computer, in the list of known ones. */
    static final char BASE = 'b';

    private static final Role[] ALL = values();

    private final char letter;
    private final String hostPrefix;
    private final int share;
    private final int packagesPercent;

    Role(char letter, String hostPrefix, int share, int packagesPercent) {
        this.letter = letter;
        this.hostPrefix = hostPrefix;
        this.share = share;
        this.packagesPercent = packagesPercent;
    }

    static Role of(Chance chance) {
        int[] shares = new int[ALL.length];
        for (Role role : ALL) {
            shares[role.ordinal()] = role.share;
        }
        return ALL[chance.share(shares)];
    }

    String hostPrefix() {
        return hostPrefix;
    }

    /** How likely a computer of this role has this package. */
    int percent(KnownPackage known) {
        if (known.roles().indexOf(BASE) >= 0) {
            return 96;
        }
        if (known.roles().indexOf(letter) >= 0) {
            return packagesPercent;
        }
        return 1;
    }
}
