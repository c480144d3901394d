"""The parts of the plain explanation, each as sentences in the order of their weight, the weightiest first."""
