/** What Grafana is provisioned with: the data sources that it dials. */
@NullMarked
package dev.dialtone.format.grafana;

import org.jspecify.annotations.NullMarked;
