/**
 * The engine behind the patch sources: when they run, what they may use, and what becomes of the result. A plug-in can
 * fail, hang or leave at any time without anything half-imported becoming visible.
 */
@NullMarked
package io.fettle.sources;

import org.jspecify.annotations.NullMarked;
