# Prints the values that MetricsTest expects: python3 -m venv v && v/bin/pip install scikit-learn==1.9.1 && v/bin/python scikit-learn.py
import numpy as np
from sklearn.metrics import *
# 3 classes
L=np.array([[2.0,0.5,-1.0],[0.1,0.2,0.3],[-1.5,2.5,0.0],[0.0,-0.5,1.5],[1.0,1.5,0.5],[0.3,-0.2,-0.4],[-2.0,0.0,2.0],[0.75,0.25,-0.25]])
y=np.array([0,2,1,0,0,1,2,0])
P=np.exp(L); P/=P.sum(1,keepdims=True); p=P.argmax(1)
print('acc',repr(accuracy_score(y,p)),'logloss',repr(log_loss(y,P)),'top2',repr(top_k_accuracy_score(y,L,k=2)))
for a in ('macro','micro'): print(a,[repr(float(v)) for v in precision_recall_fscore_support(y,p,average=a,zero_division=0)[:3]])
print('auc ovr macro',repr(float(roc_auc_score(y,P,multi_class='ovr',average='macro'))))
print(confusion_matrix(y,p).tolist())
yb=np.array([0,0,1,1,0,1,0,0]); s=np.array([-1.25,0.5,0.75,-0.25,-2.0,3.0,0.75,0.125]); pb=(s>0).astype(int)
print('bin',[repr(float(v)) for v in precision_recall_fscore_support(yb,pb,average='binary')[:3]],'auc',repr(float(roc_auc_score(yb,s))))
t=np.array([3.0,-0.5,2.0,7.0,4.25]); o=np.array([2.5,0.0,2.0,8.0,3.75])
print('reg',repr(mean_absolute_error(t,o)),repr(mean_squared_error(t,o)),repr(mean_squared_error(t,o)**.5),repr(r2_score(t,o)))
rel=np.array([[3,2,3,0,1,2],[0,0,1,0,2,0]]); sc=np.array([[.1,.9,.3,.8,.2,.7],[.5,.4,.3,.2,.1,.6]])
print('ndcg@3',[repr(float(ndcg_score(2.0**rel[i:i+1]-1,sc[i:i+1],k=3))) for i in (0,1)])
print('map',[repr(float(average_precision_score(rel[i]>0,sc[i]))) for i in (0,1)])
