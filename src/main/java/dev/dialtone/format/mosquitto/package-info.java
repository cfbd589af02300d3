/** The configuration of the MQTT broker Mosquitto: listeners, who may use them, bridges. */
@NullMarked
package dev.dialtone.format.mosquitto;

import org.jspecify.annotations.NullMarked;
