"""Images a second of PyTorch on one thread: training.py lenet|resnet BATCH BATCHES."""

import sys
import time

import torch
from torch import nn


def lenet():
    return nn.Sequential(
        nn.Conv2d(1, 20, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(20, 40, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(40 * 7 * 7, 128), nn.ReLU(), nn.Linear(128, 10))


def convolution(inputs, filters, kernel, stride):
    return nn.Sequential(
        nn.Conv2d(inputs, filters, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(filters))


class Block(nn.Module):
    def __init__(self, inputs, filters, stride):
        super().__init__()
        self.body = nn.Sequential(
            convolution(inputs, filters, 3, stride), nn.ReLU(), convolution(filters, filters, 3, 1))
        self.shortcut = nn.Identity() if stride == 1 else convolution(inputs, filters, 1, stride)

    def forward(self, images):
        return torch.relu(self.body(images) + self.shortcut(images))


def resnet():
    return nn.Sequential(
        convolution(1, 8, 3, 1), nn.ReLU(), Block(8, 8, 1), Block(8, 16, 2), Block(16, 32, 2),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(32, 10))


def main(name, batch, batches):
    torch.set_num_threads(1)
    torch.manual_seed(1)
    model = {"lenet": lenet, "resnet": resnet}[name]()
    optimizer = torch.optim.Adam(model.parameters(), 0.001)
    images = torch.randn(batches, batch, 1, 28, 28)
    labels = torch.arange(batch) % 10

    def train():
        for each in images:
            optimizer.zero_grad(set_to_none=True)
            nn.functional.cross_entropy(model(each), labels).backward()
            optimizer.step()

    train()  # warms up
    begin = time.perf_counter()
    train()
    print(batches * batch / (time.perf_counter() - begin))


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
