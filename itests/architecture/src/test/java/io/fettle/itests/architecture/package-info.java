/** The three rules of the house, as tests: code by ArchUnit, manifests and component descriptions read from the jars. */
package io.fettle.itests.architecture;
