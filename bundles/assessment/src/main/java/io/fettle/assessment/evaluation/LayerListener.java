package io.fettle.assessment.evaluation;

import io.fettle.assessment.fleet.FleetIndex;

/**
 * Whiteboard service, within this bundle: compares layers. Called by the evaluating thread, on which index and layer do not
 * change meanwhile. May block for as long as it takes to make its findings durable; what it throws is logged, and it is
 * called again.
 */
public interface LayerListener {
    /** @param layer the newest; often the same as before */
    void settled(FleetIndex index, Layer layer);
}
