/**
 * What vendors say about flaws and fixes: advisories of each vendor, unmerged, and what is known about a CVE from everybody.
 * The words are those of OSV, CSAF and updateinfo.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.api.advisory;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
