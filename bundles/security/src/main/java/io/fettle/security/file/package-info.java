/** Files that only the service's own user may read, written so that a crash leaves the old or the new one, never half of one. */
@NullMarked
package io.fettle.security.file;

import org.jspecify.annotations.NullMarked;
