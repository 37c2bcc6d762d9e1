/**
 * The one place for SQL and JPA. This package holds what all stores share: units of work on one database, group commit,
 * the change log and the schema; each capability's stores and entities are a package of their own below it.
 */
@Header(name = "Meta-Persistence", value = "META-INF/persistence.xml")
@NullMarked
package io.fettle.persistence;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Header;
