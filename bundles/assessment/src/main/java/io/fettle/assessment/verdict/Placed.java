package io.fettle.assessment.verdict;

import io.fettle.api.inventory.SoftwareItem;
import java.util.Optional;

/**
 * One of a computer's packages.
 *
 * @param update what would take its place; empty where it is to stay, also because its owner holds it
 */
public record Placed(SoftwareItem item, Optional<Verdict> update) {}
