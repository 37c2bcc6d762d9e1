/**
 * Takes signed orders, fetches everything they need into a private directory and asks apt whether it would do exactly
 * what the order says, before anything is handed over.
 */
@NullMarked
package io.fettle.agent.stage;

import org.jspecify.annotations.NullMarked;
