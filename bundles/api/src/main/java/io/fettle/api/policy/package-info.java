/** What a computer's health is made of, and by when what is missing is due: the rules that an admin may change. */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.api.policy;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
