/** Whether what the build puts together also runs: an assembly passes with requirements that fail at boot. */
@NullMarked
package io.fettle.itests.features;

import org.jspecify.annotations.NullMarked;
