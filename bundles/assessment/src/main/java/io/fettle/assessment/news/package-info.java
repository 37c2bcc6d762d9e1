/**
 * Who became exposed by a revision of the catalog: two layers compared where they may differ, and told once, durably, office
 * by office.
 */
@NullMarked
package io.fettle.assessment.news;

import org.jspecify.annotations.NullMarked;
