/**
 * JSON from outside, pulled value by value within bounds. Feeds of vendors come in documents of many megabytes; nobody
 * builds a tree of them.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.format.json;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
