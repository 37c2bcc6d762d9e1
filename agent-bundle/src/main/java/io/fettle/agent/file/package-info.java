/** Files that have to outlast a crash and that nobody but the agent's user may read. */
@NullMarked
package io.fettle.agent.file;

import org.jspecify.annotations.NullMarked;
