/** What has to be seen from inside the running server: that code comes and goes and that nothing else is disturbed. */
@NullMarked
package io.fettle.itests.hotdeploy;

import org.jspecify.annotations.NullMarked;
