package io.fettle.assessment.dependency;

import java.util.List;

/** What could be installed anew on a computer. */
public interface Market {
    /** Of a package the version that would be taken, for each architecture of the computer that has one. */
    List<Build> candidates(String name);

    /** Such versions of packages that provide a name which is another's than theirs. */
    List<Build> providing(String name);
}
