/** Patch source ${kind}: a vendor that publishes its advisories as one JSON file. */
@NullMarked
package ${package};

import org.jspecify.annotations.NullMarked;
