/** The certification authority: keys and certificates on disk, and what they issue. Bouncy Castle writes certificates here and nowhere else; checking them is the platform's own work. */
@NullMarked
package io.fettle.security.pki;

import org.jspecify.annotations.NullMarked;
