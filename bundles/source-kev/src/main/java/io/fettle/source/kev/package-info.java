/**
 * Patch source: vulnerabilities that attackers are known to use, as CISA lists them. It knows no packages: what it says
 * meets the vendors' advisories at the CVE.
 */
@NullMarked
package io.fettle.source.kev;

import org.jspecify.annotations.NullMarked;
