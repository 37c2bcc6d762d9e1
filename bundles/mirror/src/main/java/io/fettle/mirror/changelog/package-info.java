/**
 * What changelogs of Debian packages say about vulnerabilities: read once from each package that the depot holds anyway, and
 * kept in the catalog, for patches of which no advisory speaks.
 */
@NullMarked
package io.fettle.mirror.changelog;

import org.jspecify.annotations.NullMarked;
