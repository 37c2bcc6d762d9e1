/**
 * rpm and dnf: every package of an order is held against the keys of the computer's owner, dnf works on a directory with
 * just that in the setup that he made, and what was interrupted is installed again.
 */
@NullMarked
package io.fettle.applier.dnf;

import org.jspecify.annotations.NullMarked;
