/**
 * Takes signed orders, fetches everything they need into a private directory and rehearses them where that needs no
 * privilege, before anything is handed over.
 */
@NullMarked
package io.fettle.agent.stage;

import org.jspecify.annotations.NullMarked;
