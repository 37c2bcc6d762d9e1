/** The web console in a real browser, on a real server. The steps themselves are the console's own, in its e2e folder. */
@NullMarked
package io.fettle.itests.console;

import org.jspecify.annotations.NullMarked;
