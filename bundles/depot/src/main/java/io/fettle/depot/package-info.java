/**
 * Content by SHA-256 on disk. Everything that computers install passes through here, so nothing becomes visible before
 * it was hashed and made durable, and no piece crosses a thin link twice.
 */
@NullMarked
package io.fettle.depot;

import org.jspecify.annotations.NullMarked;
