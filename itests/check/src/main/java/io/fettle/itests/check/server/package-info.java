/** What the server promises when it is killed. */
@NullMarked
package io.fettle.itests.check.server;

import org.jspecify.annotations.NullMarked;
