/**
 * What the catalog's advisories mean for installed versions: per package and platform each flaw once, and which versions it
 * is in. Knows no computers.
 */
@NullMarked
package io.fettle.assessment.flaw;

import org.jspecify.annotations.NullMarked;
