"""The pure rules of labels: how a code is written and checked, where each label falls on its paper."""
