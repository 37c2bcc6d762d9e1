/**
 * What apt would choose: candidates by pins, priorities and releases. Its resolver, which may still keep a candidate back, is
 * not its business.
 */
@NullMarked
package io.fettle.assessment.apt;

import org.jspecify.annotations.NullMarked;
