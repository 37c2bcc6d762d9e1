package io.fettle.assessment.apt;

import io.fettle.api.catalog.AvailablePackage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One version of one package as apt sees it on a computer: the files that hold it, the status file among them where it is
 * the installed one.
 *
 * @param offer where to get it; empty for a version that is merely installed
 */
record OfferedVersion(
        String version, String sourceName, List<IndexFile> files, Optional<AvailablePackage> offer, boolean installed) {
    /** The same, where it is installed: dpkg's status file holds it as well. */
    OfferedVersion installedToo() {
        List<IndexFile> all = new ArrayList<>(files.size() + 1);
        all.add(IndexFile.STATUS);
        all.addAll(files);
        return new OfferedVersion(version, sourceName, all, offer, true);
    }

    boolean isSecurity() {
        for (IndexFile file : files) {
            if (file.isSecurity()) {
                return true;
            }
        }
        return false;
    }
}
