/** The configuration of the OpenTelemetry Collector: where its receivers listen, whom it dials. */
@NullMarked
package dev.dialtone.format.opentelemetry;

import org.jspecify.annotations.NullMarked;
