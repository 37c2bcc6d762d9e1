/**
 * Patch source: EPSS, the probability that a vulnerability gets exploited soon. It knows no packages: what it says meets
 * the vendors' advisories at the CVE, where it sorts and decides nothing.
 */
@NullMarked
package io.fettle.source.epss;

import org.jspecify.annotations.NullMarked;
