package io.fettle.api.content;

import io.fettle.api.Digest;

/**
 * Whiteboard service: told that content is here, whole and checked. A hint that may be missed; what is held can be listed by
 * {@link HeldContent}. Called on whatever thread brought it: must return at once and must not throw. Must not refer to the
 * depot itself, which refers to it.
 */
public interface ContentListener {
    void landed(Digest digest);
}
