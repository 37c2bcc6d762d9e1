/**
 * Names the keys by which apt believes a repository, so that an administrator who is asked to mirror it can compare them.
 * Nothing is verified here and nothing believed: what is installed is verified by the applier, with the keys themselves.
 */
@NullMarked
package io.fettle.agent.keyring;

import org.jspecify.annotations.NullMarked;
